namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>An Event that waits to be written, and how often it happened meanwhile.</summary>
internal sealed class PendingEvent(string? action, DateTimeOffset first)
{
    public string? Action { get; } = action;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Last { get; set; } = first;

    public int Count { get; set; } = 1;
}
