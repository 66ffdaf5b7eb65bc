"""Who agrees with whom: pairs of actors, their order and groups, one scale, polarisation, wordings.

Each module answers one question and is a pure function from small tables to small tables; what reads the
snapshot aggregates in SQL, so that the tables stay small however many statements there are. numpy only:
these run while a reader waits, and the dashboard loads neither scikit-learn nor scipy.
"""
