"""The views: each reads its form, makes one call, and shows the result or why it was refused."""
