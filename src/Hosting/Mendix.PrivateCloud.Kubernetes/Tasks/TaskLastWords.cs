namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>What the program of a task pod leaves behind for the operator: a sentence about its failure, or a result.</summary>
public static class TaskLastWords
{
    // What a node keeps of a termination message.
    private const int Longest = 4096;

    /// <summary>
    /// Writes to the file that <see cref="StorageTask.LastWordsVariable"/> names; nothing where it is not set. What is longer than 2,048
    /// characters is cut off.
    /// </summary>
    /// <param name="words">The words, fit for a status that many people read.</param>
    public static async Task WriteAsync(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (Environment.GetEnvironmentVariable(StorageTask.LastWordsVariable) is { Length: > 0 } path)
        {
            // Not cancelled: these are the words for which somebody will look.
            await File.WriteAllTextAsync(path, words.Length <= Longest / 2 ? words : string.Concat(words.AsSpan(0, (Longest / 2) - 1), "…"), CancellationToken.None);
        }
    }
}
