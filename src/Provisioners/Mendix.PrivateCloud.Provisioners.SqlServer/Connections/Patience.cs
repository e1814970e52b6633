using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Connections;

/// <summary>Tries again for a while what the server refuses only until it has finished something of its own.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="action">What to try.</param>
    /// <param name="passing">Whether this error passes by itself.</param>
    /// <param name="limit">How long to try; then the error is thrown.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        Func<Task> action, Func<SqlError, bool> passing, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var begin = time.GetTimestamp(); ;)
        {
            try
            {
                await action();
                return;
            }
            catch (SqlException exception) when (exception.Errors.Cast<SqlError>().Any(passing) && time.GetElapsedTime(begin) < limit)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
