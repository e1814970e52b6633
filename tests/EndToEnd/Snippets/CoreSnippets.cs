using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

public interface IFolders
{
    Task<string?> FindOwnerAsync(string key, CancellationToken cancellationToken);

    Task<bool> EnsureAsync(string key, CancellationToken cancellationToken);
}

#region Core README.md
public sealed class FolderReconciler(IFolders folders) : IReconciler<string>
{
    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        if (await folders.FindOwnerAsync(key, cancellationToken) is null)
        {
            return ReconcileResult.Blocked("no owner is set");          // rests until something changes
        }

        var isThere = await folders.EnsureAsync(key, cancellationToken);  // an exception is a failure: back-off
        return isThere ? ReconcileResult.Done : ReconcileResult.After(TimeSpan.FromSeconds(5));
    }
}
#endregion

internal static class CoreSnippets
{
    public static async Task ControllerAsync(IFolders folders, Dictionary<string, string> cache, CancellationToken cancellationToken)
    {
        #region Core README.md
        await using var controller = new Controller<string>(
            "folder",
            new FolderReconciler(folders),
            new ControllerOptions { MaxConcurrency = 4 },
            resyncKeys: () => cache.Keys);
        controller.Start();

        controller.Enqueue("a");                                // something about "a" changed
        controller.Supersede("a");                              // the user wants something else: cancel the run, start anew
        controller.EnqueueAfter("a", TimeSpan.FromMinutes(1));

        StopReport<string> left = await controller.StopAsync(cancellationToken);   // what was not done, key by key
        #endregion
        _ = left;
    }
}
