"""What the policy asks for next: each step of the way, done, to do, or not yet and why."""

from evenhand.rules.steps.step import RULE_BEHIND, Step, StepState
from evenhand.rules.steps.way import next_steps, owed

__all__ = ["RULE_BEHIND", "Step", "StepState", "next_steps", "owed"]
