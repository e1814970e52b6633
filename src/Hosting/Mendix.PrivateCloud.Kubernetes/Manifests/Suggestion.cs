namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>What somebody probably meant.</summary>
internal static class Suggestion
{
    /// <summary>A sentence naming the candidate that is one or two slips away, else an empty text.</summary>
    public static string For(string word, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return best.Candidate is not null && best.Distance <= 2 && best.Distance < word.Length
            ? $" Did you mean {best.Candidate}?"
            : "";
    }

    private static int Distance(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
