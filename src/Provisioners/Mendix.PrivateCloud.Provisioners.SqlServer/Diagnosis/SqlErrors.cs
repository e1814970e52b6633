namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>Numbers of errors that decide what happens next. What the others mean is in <see cref="ServerFailure"/>.</summary>
internal static class SqlErrors
{
    // Of the driver, not of the server.
    public const int Timeout = -2;
    public const int UntrustedCertificate = -2146893019;
    public const int NoTls = 20;
    public const int UnknownHost = 11001;

    public const int LoginFailed = 18456;
    public const int CannotOpenDatabase = 4060;
    public const int LoginHasSessions = 15434;

    /// <summary>It follows the error that says why an ALTER DATABASE failed.</summary>
    public const int AlterDatabaseFailed = 5069;

    /// <summary>Errors that say that a login or a database is not there, or that one may not touch it.</summary>
    public static bool IsMissingOrDenied(int number) => number is 3701 or 5011 or 15151 or 911;

    /// <summary>Errors of Azure SQL about a database or a login that is still being made known: those that EF Core waits for, too.</summary>
    public static bool IsNotYetThere(int number) => number is CannotOpenDatabase or LoginFailed or 40613 or 1832 or 5120 or 233;
}
