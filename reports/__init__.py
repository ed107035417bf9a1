"""What is handed over: files made from the same tables as the screens."""
