namespace Mendix.PrivateCloud.Testing;

/// <summary>Folders for servers that need not survive: in memory where the machine has enough of it, because such servers write a lot.</summary>
public static class MemoryFolder
{
    private const string Memory = "/dev/shm";
    private const long Enough = 4L << 30;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes an empty folder under a name that nobody has.</summary>
    public static string Create(string prefix) =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough
            ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName()), OwnerOnly).FullName
            : Directory.CreateTempSubdirectory(prefix).FullName;
}
