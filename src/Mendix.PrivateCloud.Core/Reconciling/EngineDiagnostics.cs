using System.Diagnostics;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>The names under which the engine's metrics and traces are collected.</summary>
public static class EngineDiagnostics
{
    /// <summary>The name of the meter, to be given to a metrics collector.</summary>
    public const string MeterName = "Mendix.PrivateCloud";

    /// <summary>The name of the activity source, to be given to a trace collector. One span per reconcile.</summary>
    public const string ActivitySourceName = "Mendix.PrivateCloud";

    internal static readonly ActivitySource Source = new(ActivitySourceName);
}
