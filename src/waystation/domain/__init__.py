"""The words of the trade as frozen, plain data: network, case, route, policy, decision, payment."""
