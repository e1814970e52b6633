namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>
/// How the program of a task pod ends, with the numbers that <c>sysexits.h</c> gives to these meanings. Any other number counts as
/// <see cref="Unexpected"/>.
/// </summary>
public static class TaskExitCodes
{
    /// <summary>The tenant is there and its Secret created, or the tenant is gone, or the image is built.</summary>
    public const int Done = 0;

    /// <summary>It failed for good after something was made on the server. A change of the plan's Secret tries it again.</summary>
    public const int FailedForGood = 65;

    /// <summary>It failed for a reason that nobody foresaw, and is tried again.</summary>
    public const int Unexpected = 70;

    /// <summary>Something of that name is there and not ours; nothing was made.</summary>
    public const int NameTaken = 73;

    /// <summary>The server could not do it now; it is tried again.</summary>
    public const int TryAgain = 75;

    /// <summary>
    /// What the task is made of is wrong, and nothing was made: the plan, or a build's package, registry or base image. A change of it tries it again.
    /// </summary>
    public const int PlanWrong = 78;
}
