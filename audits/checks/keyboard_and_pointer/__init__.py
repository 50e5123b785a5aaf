"""Operation with keys, mouse, finger and device: focus, dialogs, shortcuts, gestures."""
