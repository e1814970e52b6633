using System.Text;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How far a watch has come, kept as bytes so that moving on allocates nothing.</summary>
internal sealed class VersionMark
{
    private byte[] _text = new byte[32];
    private int _length;

    public void Reset(string version)
    {
        _length = 0;
        Store(Encoding.UTF8.GetBytes(version));
    }

    /// <summary>Moves on, never back: a connection to a server that lags behind may repeat what was seen.</summary>
    public void Advance(ReadOnlySpan<byte> version)
    {
        if (!version.IsEmpty && !Covers(version))
        {
            Store(version);
        }
    }

    /// <summary>Whether the watch was past this version when it stood here. One without a version is always news.</summary>
    public bool Covers(ReadOnlySpan<byte> version)
    {
        var current = _text.AsSpan(0, _length);
        return ResourceVersions.TryParse(version, out var asked) && ResourceVersions.TryParse(current, out var reached)
            ? asked <= reached
            : !version.IsEmpty && version.SequenceEqual(current);
    }

    public override string ToString() => Encoding.UTF8.GetString(_text, 0, _length);

    private void Store(ReadOnlySpan<byte> version)
    {
        if (version.Length > _text.Length)
        {
            _text = new byte[version.Length];
        }

        version.CopyTo(_text);
        _length = version.Length;
    }
}
