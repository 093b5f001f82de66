"""Many jobs: a whole workspace, or a folder of them, made in one go, interrupted and taken up again."""
