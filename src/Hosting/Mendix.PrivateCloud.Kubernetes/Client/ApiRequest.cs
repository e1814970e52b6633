namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One call, before it is sent: what a repetition needs and what an error message names.</summary>
internal sealed record ApiRequest(string Verb, HttpMethod Method, string Kind, string Path)
{
    /// <summary>The object in words: <c>namespace/name</c>, or empty for a call on the whole kind.</summary>
    public string Subject { get; init; } = "";

    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = MediaTypes.Json;

    /// <summary>Sending it twice has the same outcome as once, so an unknown outcome may be answered by sending it again.</summary>
    public bool Idempotent { get; init; }

    /// <summary>The server's words about a body may quote it.</summary>
    public bool Confidential { get; init; }

    public string Description => Subject.Length == 0 ? $"{Verb} {Kind}" : $"{Verb} {Kind} {Subject}";

    public HttpRequestMessage ToMessage(HttpClient http, Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server, Path))
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        message.Headers.Accept.Add(MediaTypes.AcceptJson);
        message.Headers.UserAgent.Add(UserAgent.Product);
        if (!Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(Body);
            message.Content.Headers.ContentType = new(ContentType);
        }

        return message;
    }
}
