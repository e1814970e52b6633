using System.Diagnostics;

namespace Mendix.PrivateCloud.ImageBuild.Tests;

/// <summary>A process that is killed cannot put its files away; they are as large as packages.</summary>
public sealed class WorkSpaceTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("mxpc-work-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void What_a_dead_build_left_goes_with_the_next_one()
    {
        Leave("mendix-image-dead.one");

        using (new WorkSpace(_parent))
        {
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_parent), path => path.Contains("dead", StringComparison.Ordinal));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Fact]
    public void A_build_that_runs_keeps_its_folder()
    {
        using var running = new WorkSpace(_parent);
        File.WriteAllText(running.Package, "package");

        using (new WorkSpace(_parent))
        {
            Assert.True(File.Exists(running.Package));
        }

        Assert.True(File.Exists(running.Package));
    }

    [Fact]
    public async Task A_build_that_runs_in_another_process_keeps_its_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "flock is a program of Unix systems.");
        Leave("mendix-image-other.one");
        using var other = Process.Start(new ProcessStartInfo("flock", [Path.Combine(_parent, "mendix-image-other.one.lock"), "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using (new WorkSpace(_parent))
        {
            Assert.True(File.Exists(Path.Combine(_parent, "mendix-image-other.one", "package.mda")));
        }

        other.StandardInput.Close();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Files_of_others_are_left_alone()
    {
        File.WriteAllText(Path.Combine(_parent, "something.lock"), "theirs");

        using (new WorkSpace(_parent))
        {
        }

        Assert.Equal(["something.lock"], Directory.EnumerateFileSystemEntries(_parent).Select(path => Path.GetFileName(path)));
    }

    private void Leave(string name)
    {
        File.WriteAllText(Path.Combine(_parent, name + ".lock"), "");
        Directory.CreateDirectory(Path.Combine(_parent, name));
        File.WriteAllText(Path.Combine(_parent, name, "package.mda"), "half a package");
    }
}
