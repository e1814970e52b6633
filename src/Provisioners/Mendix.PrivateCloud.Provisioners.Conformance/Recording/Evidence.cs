using System.Collections.Concurrent;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Recording;

/// <summary>Everything that a provisioner let out during one test, by where it was found.</summary>
internal sealed class Evidence
{
    private readonly ConcurrentQueue<(string Place, string Text)> _texts = new();

    public IReadOnlyCollection<(string Place, string Text)> Texts => _texts;

    public void Add(string place, string text) => _texts.Enqueue((place, text));

    public void Add(string place, Exception exception)
    {
        // The text of an exception leaves out what a debugger, or a logger that walks the chain, shows.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            Add(place, cause.ToString());
            foreach (System.Collections.DictionaryEntry entry in cause.Data)
            {
                Add(place, $"{entry.Key}: {entry.Value}");
            }
        }
    }
}
