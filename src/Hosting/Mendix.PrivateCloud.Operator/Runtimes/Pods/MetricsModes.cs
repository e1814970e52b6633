namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>The words of a metrics configuration's mode (documented in the reference); empty means none.</summary>
internal static class MetricsModes
{
    public const string Native = "native";
    public const string Compatibility = "compatibility";

    // The scrape window where none is given (documented).
    public const string DefaultInterval = "PT1M";
}
