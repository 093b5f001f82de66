"""The meaning of orders: heading, points, what stands under them."""
