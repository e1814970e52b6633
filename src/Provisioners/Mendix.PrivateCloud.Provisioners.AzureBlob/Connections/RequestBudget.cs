using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>
/// Lets so many requests to one server be under way, and the others wait without a time limit of their own. If they waited
/// for a connection instead, the driver would count that as the server's time, and a burst of environments would look like
/// a server that does not answer.
/// </summary>
internal sealed class RequestBudget(int most) : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<(string? Host, int Port), SemaphoreSlim> _slots = new();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var slots = SlotsOf(message);
        await slots.WaitAsync(message.CancellationToken);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            slots.Release();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var slots = SlotsOf(message);
        slots.Wait(message.CancellationToken);
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            slots.Release();
        }
    }

    private SemaphoreSlim SlotsOf(HttpMessage message) =>
        _slots.GetOrAdd((message.Request.Uri.Host, message.Request.Uri.Port), _ => new SemaphoreSlim(most));
}
