namespace Mendix.PrivateCloud.SystemBench.Postgres;

/// <summary>How long one round took.</summary>
internal sealed record Timing(TimeSpan Provision, TimeSpan Remove)
{
    public TimeSpan Total => Provision + Remove;

    public static Timing Median(IReadOnlyList<Timing> rounds) => rounds.OrderBy(round => round.Total).ElementAt(rounds.Count / 2);
}
