"""What is wrong with content: findings, their kinds, and how they are printed."""
