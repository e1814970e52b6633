namespace Mendix.PrivateCloud.Testing.Minio.Http;

/// <summary>A request, read to its end.</summary>
internal sealed record MinioRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>A header; empty when it was not sent.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>A parameter; empty when it was not sent.</summary>
    public string Parameter(string name) => Query.GetValueOrDefault(name, "");

    /// <summary>Whether a parameter was sent, with or without a value.</summary>
    public bool Has(string name) => Query.ContainsKey(name);
}
