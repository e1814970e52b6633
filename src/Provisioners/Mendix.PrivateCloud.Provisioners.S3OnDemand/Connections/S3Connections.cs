using Mendix.PrivateCloud.Provisioners.Shared.Connections;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>
/// The connections of all plans, as far as they are made in the same way. S3, IAM and STS share them, and a plan's requests share one
/// budget. A connection bears no identity: access keys come and go over the same ones.
/// </summary>
internal sealed class S3Connections(S3OnDemandOptions options) : IDisposable
{
    private readonly PerConnections<SocketsHttpHandler> _sockets = new(connections => OutboundSockets.Make(options.MaxConnections, connections));

    /// <summary>The HTTP client for one plan. It need not be disposed: what it uses is here.</summary>
    public HttpClient ClientOf(S3OnDemandPlan plan)
    {
        var sockets = _sockets.Of(plan.Connections);
        var wire = options.Tap is { } tap ? tap(sockets) : sockets;
        var services = new BucketHosts(wire, [plan.Location.ServiceUrl, plan.IamUrl, plan.StsUrl]);
        return new HttpClient(new ConnectionBudget(services, options.MaxConnections, options.RequestTimeout), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan, // the budget has the time limit
        };
    }

    public void Dispose() => _sockets.Dispose();
}
