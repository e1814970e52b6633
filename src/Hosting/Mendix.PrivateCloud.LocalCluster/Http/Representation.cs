using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mendix.PrivateCloud.LocalCluster.Http;

internal enum Form
{
    /// <summary>The objects themselves.</summary>
    Full,

    /// <summary>Rows and columns for people.</summary>
    Table,

    /// <summary>Only apiVersion, kind and metadata of each object.</summary>
    MetadataOnly,

    /// <summary>All groups, versions and resources in one document.</summary>
    AggregatedDiscovery,
}

/// <summary>Which of the forms that a client accepts it gets. Only JSON is spoken.</summary>
internal sealed record Representation(Form Form, string Version)
{
    public static readonly Representation Json = new(Form.Full, "v1");

    /// <summary>The first acceptable form, or null when the client wants none that we speak.</summary>
    public static Representation? Choose(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var wanted))
        {
            return Json;
        }

        return wanted
            .OrderByDescending(media => media.Quality ?? 1)
            .Select(Understand)
            .FirstOrDefault(form => form is not null);
    }

    private static Representation? Understand(MediaTypeHeaderValue media)
    {
        if (!media.MatchesAllTypes
            && !media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && !media.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var version = Parameter(media, "v") ?? "v1";
        return (Parameter(media, "as"), Parameter(media, "g")) switch
        {
            (null, _) => Json,
            ("Table", "meta.k8s.io") => new Representation(Form.Table, version),
            ("PartialObjectMetadata" or "PartialObjectMetadataList", "meta.k8s.io") => new Representation(Form.MetadataOnly, version),
            ("APIGroupDiscoveryList", "apidiscovery.k8s.io") when version is "v2" or "v2beta1" =>
                new Representation(Form.AggregatedDiscovery, version),
            _ => null,
        };
    }

    private static string? Parameter(MediaTypeHeaderValue media, string name) =>
        media.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Value;
}
