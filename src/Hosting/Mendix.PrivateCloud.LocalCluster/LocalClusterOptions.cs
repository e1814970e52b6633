using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>How a local cluster is to be.</summary>
public sealed class LocalClusterOptions
{
    /// <summary>The TCP port on the loopback address. 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// A folder in which the cluster keeps its objects, so that they survive a restart. Null, the default, keeps them in memory only.
    /// The folder is made when it is missing, and holds one cluster at a time.
    /// </summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// How many changes of each kind can be watched or listed afterwards; older ones are answered with 410 Gone. Default 4,096; at least 1.
    /// </summary>
    public int HistorySize { get; set; } = 4096;

    /// <summary>How often a watcher that asked for bookmarks gets one. Default one minute.</summary>
    public TimeSpan BookmarkInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of everything: timestamps, bookmarks, time limits, the node. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the cluster logs to. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>
    /// What becomes of Pods. Default a <see cref="ReadyNode"/> that makes them ready at once; null leaves them Pending.
    /// </summary>
    public INode? Node { get; set; } = new ReadyNode();

    /// <summary>
    /// Called before a request takes effect. A fault that it returns takes the place of request and answer. Null: nothing is intercepted.
    /// </summary>
    public Func<LocalRequest, ValueTask<LocalFault?>>? BeforeRequest { get; set; }

    /// <summary>
    /// Called after a request took effect, with its status code, and before the client gets the answer. A fault that it returns takes the
    /// place of the answer: the effect stays. Not called for watches and discovery.
    /// </summary>
    public Func<LocalRequest, ValueTask<LocalFault?>>? AfterRequest { get; set; }

    internal void Validate()
    {
        if (Port is < 0 or > 65535)
        {
            throw new ArgumentException($"Port is {Port}: it must be between 0 and 65535, where 0 takes a free port.");
        }

        if (HistorySize < 1)
        {
            throw new ArgumentException($"HistorySize is {HistorySize}: it must be at least 1.");
        }

        if (BookmarkInterval <= TimeSpan.Zero)
        {
            throw new ArgumentException($"BookmarkInterval is {BookmarkInterval}: it must be longer than zero.");
        }
    }
}
