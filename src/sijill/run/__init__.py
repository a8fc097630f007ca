"""What a stage is, the list of stages, and the engines that run them."""
