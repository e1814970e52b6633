using System.Text.Json;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>The program of a task pod: reads its task, performs it, ends with one of <see cref="TaskExitCodes"/>.</summary>
public static class StorageTaskProgram
{
    /// <summary>Performs the task that the environment variables of this process describe.</summary>
    /// <param name="services">A container with the provisioners that the image offers, a <see cref="KubernetesClient"/> and logging.</param>
    /// <param name="cancellationToken">Stops the task; a later one goes on from where it stands.</param>
    /// <returns>The exit code. The last words of a failure are in the log and where <see cref="StorageTask.LastWordsVariable"/> says.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageTaskProgram).FullName!);
        if (Environment.GetEnvironmentVariable(StorageTask.Variable) is not { Length: > 0 } json)
        {
            logger.NoTask(StorageTask.Variable);
            return TaskExitCodes.PlanWrong;
        }

        StorageTask task;
        try
        {
            task = StorageTask.Parse(json);
        }
        catch (JsonException exception)
        {
            return await EndAsync(logger, new TaskFailure(TaskExitCodes.PlanWrong, $"{StorageTask.Variable} holds no task: {exception.Message}"));
        }

        OutboundConnections connections;
        try
        {
            connections = await TaskConnections.ReadAsync(Environment.GetEnvironmentVariable, cancellationToken);
        }
        catch (FormatException exception)
        {
            return await EndAsync(logger, new TaskFailure(TaskExitCodes.PlanWrong, $"The file that {StorageTask.AuthoritiesVariable} names is of no use: {exception.Message}"));
        }

        var runner = new StorageTaskRunner(
            services.GetRequiredService<IStorageProvisioners>(), services.GetRequiredService<KubernetesClient>, logger)
        {
            Connections = connections,
        };
        var credentials = await TaskCredentials.ReadAsync(Environment.GetEnvironmentVariable(StorageTask.CredentialsVariable), cancellationToken);
        return await runner.RunAsync(task, credentials, cancellationToken) is { } failure ? await EndAsync(logger, failure) : TaskExitCodes.Done;
    }

    private static async Task<int> EndAsync(ILogger logger, TaskFailure failure)
    {
        logger.TaskFailed(failure.ExitCode, failure.Message);
        await TaskLastWords.WriteAsync(failure.Message);
        return failure.ExitCode;
    }
}
