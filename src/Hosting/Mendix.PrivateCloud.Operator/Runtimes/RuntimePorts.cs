namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>Ports of the app's container (documented in the reference).</summary>
internal static class RuntimePorts
{
    public const string AppName = "mendix-app";
    public const int App = 8080;
    public const int Admin = 9000;
}
