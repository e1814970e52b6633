namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>One call of a verb.</summary>
internal readonly record struct CallFigures(TimeSpan Time, long Requests);

/// <summary>Many calls of a verb: their median time, and their requests on average.</summary>
internal sealed record VerbFigures(TimeSpan Time, double Requests)
{
    public static VerbFigures Of(List<CallFigures> calls) =>
        new(calls.Select(call => call.Time).Order().ElementAt(calls.Count / 2), calls.Average(call => call.Requests));
}

/// <summary>What one way to make and remove tenants took.</summary>
internal sealed record StorageFigures(VerbFigures Provision, VerbFigures Deprovision)
{
    public TimeSpan Total => Provision.Time + Deprovision.Time;

    public string Requests => $"{Provision.Requests:0.##}, {Deprovision.Requests:0.##}";

    public string Times => $"{Provision.Time.TotalMilliseconds:F2}, {Deprovision.Time.TotalMilliseconds:F2} ms";
}
