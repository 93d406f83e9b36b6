"""Questions that only a weekly list answers: what was listed when, and what came again."""
