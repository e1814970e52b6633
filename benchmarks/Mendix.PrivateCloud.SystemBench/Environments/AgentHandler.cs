namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Gives the user's requests another name than the operator's.</summary>
internal sealed class AgentHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.ParseAdd("bench-user");
        return base.SendAsync(request, cancellationToken);
    }
}
