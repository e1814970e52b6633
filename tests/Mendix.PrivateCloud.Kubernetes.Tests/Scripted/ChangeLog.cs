using System.Threading.Channels;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>What a subscriber of an informer hears, in short words: <c>+a@5</c> added, <c>~a@5>6</c> modified, <c>-a@6</c> deleted.</summary>
internal sealed class ChangeLog
{
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();

    public void Add(ResourceChange<ConfigMap> change) => _changes.Writer.TryWrite(change.Kind switch
    {
        ResourceChangeKind.Added => $"+{Name(change)}@{change.New!.Metadata.ResourceVersion}",
        ResourceChangeKind.Modified => $"~{Name(change)}@{change.Old!.Metadata.ResourceVersion}>{change.New!.Metadata.ResourceVersion}",
        _ => $"-{Name(change)}@{change.Old!.Metadata.ResourceVersion}",
    });

    /// <summary>Asserts that exactly these come next.</summary>
    public async Task ExpectAsync(params string[] expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        foreach (var change in expected)
        {
            Assert.Equal(change, await _changes.Reader.ReadAsync(limit.Token));
        }
    }

    /// <summary>Asserts that these come next, in any order.</summary>
    public async Task ExpectSetAsync(params string[] expected)
    {
        var actual = new List<string>();
        while (actual.Count < expected.Length)
        {
            actual.Add(await _changes.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    public void ExpectNothing() => Assert.False(_changes.Reader.TryRead(out var change), change);

    private static string Name(ResourceChange<ConfigMap> change) => change.Latest.Metadata.Name!;
}
