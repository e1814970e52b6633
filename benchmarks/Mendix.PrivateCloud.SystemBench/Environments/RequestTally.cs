using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Counts what the operator asks of the API server, as the server sees it.</summary>
internal sealed class RequestTally
{
    private const string OperatorAgent = "mendix-privatecloud";

    private readonly Lock _gate = new();
    private SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _total;

    public int Total => Volatile.Read(ref _total);

    public ValueTask<LocalFault?> OnRequest(LocalRequest request)
    {
        if (request.UserAgent.StartsWith(OperatorAgent, StringComparison.Ordinal))
        {
            lock (_gate)
            {
                var what = Describe(request);
                _counts[what] = _counts.GetValueOrDefault(what) + 1;
                Volatile.Write(ref _total, _total + 1);
            }
        }

        return ValueTask.FromResult<LocalFault?>(null);
    }

    /// <summary>The requests since the last call.</summary>
    public IReadOnlyDictionary<string, int> Take()
    {
        lock (_gate)
        {
            var taken = _counts;
            _counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            return taken;
        }
    }

    public static bool IsRead(string what) =>
        what.StartsWith("get ", StringComparison.Ordinal) || what.StartsWith("list ", StringComparison.Ordinal);

    private static string Describe(LocalRequest request)
    {
        var verb = request.ContentType == "application/apply-patch+yaml" ? "apply" : request.Verb;
        var resource = request.Resource.Length == 0 ? request.Path : request.Resource;
        var subresource = request.Subresource.Length == 0 ? "" : $"/{request.Subresource}";
        var failure = request.StatusCode < 400 ? "" : $" -> {request.StatusCode}";
        return $"{verb} {resource}{subresource}{failure}";
    }
}
