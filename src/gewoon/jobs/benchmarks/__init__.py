"""What `gewoon bench` measures: contenders on the same data, each in a process of its own."""
