"""What talktrack writes for other tools: one module a format; they return text or bytes, they never write files."""
