"""Rules about voting: electorate, delegation, ballots, counting and outcome."""
