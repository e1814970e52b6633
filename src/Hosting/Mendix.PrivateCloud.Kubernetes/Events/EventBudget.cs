namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>At most so many writes per object in each interval.</summary>
internal sealed class EventBudget(int most, TimeSpan interval, TimeProvider time)
{
    private const int PruneAt = 10_000;

    private readonly Dictionary<string, (long Since, int Spent)> _windows = new(StringComparer.Ordinal);

    public bool TrySpend(string regarding)
    {
        var window = _windows.GetValueOrDefault(regarding, (Since: time.GetTimestamp(), Spent: 0));
        if (time.GetElapsedTime(window.Since) >= interval)
        {
            window = (time.GetTimestamp(), 0);
        }

        if (window.Spent >= most)
        {
            return false;
        }

        Prune();
        _windows[regarding] = (window.Since, window.Spent + 1);
        return true;
    }

    private void Prune()
    {
        if (_windows.Count < PruneAt)
        {
            return;
        }

        foreach (var expired in _windows.Where(entry => time.GetElapsedTime(entry.Value.Since) >= interval).Select(entry => entry.Key).ToList())
        {
            _windows.Remove(expired);
        }
    }
}
