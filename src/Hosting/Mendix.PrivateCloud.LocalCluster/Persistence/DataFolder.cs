using System.Security.Cryptography;

namespace Mendix.PrivateCloud.LocalCluster.Persistence;

/// <summary>The files of one cluster: <c>journal</c> with every object and change, <c>token</c>, and <c>lock</c> against a second process.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (_path, _lock) = (path, held);

    public string Journal => Path.Combine(_path, "journal");

    /// <summary>A journal in the making; it means nothing until it takes the name of the journal.</summary>
    public string NextJournal => Path.Combine(_path, "journal.next");

    public static DataFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new DataFolder(path, new FileStream(Path.Combine(path, "lock"), Options(FileMode.OpenOrCreate, FileShare.None)));
        }
        catch (IOException busy)
        {
            throw new IOException($"The data folder {path} is in use by another cluster: stop that one, or use another folder.", busy);
        }
    }

    /// <summary>The token that the cluster had before, so that a kubeconfig once written stays good, or a new one.</summary>
    public string ReadOrCreateToken()
    {
        var file = Path.Combine(_path, "token");
        if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } known)
        {
            return known;
        }

        var token = NewToken();
        using var stream = new FileStream(file, Options(FileMode.Create, FileShare.None));
        stream.Write(System.Text.Encoding.ASCII.GetBytes(token));
        return token;
    }

    public static string NewToken() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Objects hold Secrets: only the owner of the process may read its files.</summary>
    public static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    public void Dispose() => _lock.Dispose();
}
