namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>All figures of a run.</summary>
internal sealed record EnvironmentsResult
{
    public required string Machine { get; init; }

    public required int Count { get; init; }

    public required RequestFigures? OneAlone { get; init; }

    public required Latencies OneAloneReady { get; init; }

    public required RequestFigures? AllAtOnce { get; init; }

    public required double AllAtOnceSeconds { get; init; }

    public required Latencies AllAtOnceReady { get; init; }

    /// <summary>The user's change until the server's answer: the part that no operator can change.</summary>
    public required Latencies ChangeRequest { get; init; }

    public required Latencies ChangeSeen { get; init; }

    /// <summary>The operator and the user, and the API server too unless it is separate; processor time of the burst.</summary>
    public required ProcessFigures Process { get; init; }

    public required ProcessFigures? Server { get; init; }

    public required RestFigures Restart { get; init; }

    public required RestFigures Resync { get; init; }
}

/// <summary>The operator's requests, per environment.</summary>
internal sealed record RequestFigures(double Total, double Required, IReadOnlyDictionary<string, double> ByKind)
{
    public double ExcessPercent => 100 * (Total - Required) / Required;

    public static RequestFigures Of(IReadOnlyDictionary<string, int> counts, int environments) => new(
        (double)counts.Values.Sum() / environments,
        RequiredWrites.Total(environments),
        counts.ToDictionary(pair => pair.Key, pair => (double)pair.Value / environments));
}

/// <summary>What an operator with nothing to do did.</summary>
internal sealed record RestFigures(int? Writes, int? Reads, double Seconds, double ProcessorSeconds, IReadOnlyDictionary<string, int> Reconciles, IReadOnlyDictionary<string, int> Requests);
