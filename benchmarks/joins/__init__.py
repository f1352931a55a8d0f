"""Line ends: how the model of hwalja.correct is fitted, and how often it is right."""
