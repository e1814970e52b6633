namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Random times, so that many clients do not act at the same moment.</summary>
internal static class Jitter
{
#pragma warning disable CA5394 // Spreads load; nothing secret rests on it.
    public static TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * Random.Shared.NextDouble());
#pragma warning restore CA5394
}
