"""The meaning of annexes: plans, lists, compositions, tables, regulations."""
