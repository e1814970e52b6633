using Mendix.PrivateCloud.SystemBench.Postgres;

return args switch
{
    ["postgres", .. var rest] => await PostgresBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Measures whole systems beside a peer. Usage: SystemBench <verb>

          postgres [tenants]   provisions and removes tenants (200) on a PostgreSQL server of its own, beside the same
                               statements sent by psql in one session
        """);
    return 2;
}
