"""What makes the pages for clerks: the pictures of printed pages, and the first order done as its page says."""
