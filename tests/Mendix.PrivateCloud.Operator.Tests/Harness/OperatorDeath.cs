using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>Has the operator die at one of its writes, and another one start.</summary>
internal static class OperatorDeath
{
    /// <param name="cluster">Whose operator.</param>
    /// <param name="point">At which write, from 1; events are not counted.</param>
    /// <param name="afterTheEffect">Whether the write has its effect.</param>
    /// <param name="wish">What somebody does.</param>
    /// <param name="settled">Waits until the operator has done its part.</param>
    /// <returns>Whether there were so many writes.</returns>
    public static async Task<bool> WithDeathAsync(this OperatorCluster cluster, int point, bool afterTheEffect, Func<Task> wish, Func<Task> settled)
    {
        var writes = 0;
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ValueTask<LocalFault?> Die(LocalRequest request, bool isNow)
        {
            if (isNow && request.Verb is "create" or "update" or "patch" or "delete" && request.Resource != "events" && isNow && Interlocked.Increment(ref writes) == point)
            {
                died.TrySetResult();
            }

            return ValueTask.FromResult(died.Task.IsCompleted ? LocalFault.DroppedConnection : null);
        }

        cluster.BeforeRequest = request => Die(request, !afterTheEffect);
        cluster.AfterRequest = request => Die(request, afterTheEffect);
        await wish();
        await Task.WhenAny(died.Task, settled());
        var isDead = died.Task.IsCompleted;
        if (isDead)
        {
            await cluster.StopOperatorAsync();
        }

        cluster.BeforeRequest = cluster.AfterRequest = _ => default;
        if (isDead)
        {
            await cluster.StartOperatorAsync();
        }

        await settled();
        await cluster.UntilQuietAsync();
        return isDead;
    }
}
