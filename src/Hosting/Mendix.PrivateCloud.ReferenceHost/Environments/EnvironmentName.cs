namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Which environment is meant.</summary>
internal readonly record struct EnvironmentName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}/{Name}";
}
