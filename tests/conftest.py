"""No law is timed: a busy machine is no fault. Whoever wants to know the work counts it (``tests/readers/work.py``)."""

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
