"""The head row, and the one function that appends to the audit."""

from typing import ClassVar

from django.db import migrations

# The function runs with the rights of the owner, so that the application needs none on the two tables.
# It takes the head row's lock first, so that concurrent appends queue up and the chain cannot fork.
APPEND = r"""
CREATE FUNCTION record_audit_append(payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head record_audithead%ROWTYPE;
    said jsonb := payload::jsonb;
    following bytea;
BEGIN
    IF NOT said ?& ARRAY['v', 'at', 'act', 'actor', 'case', 'subjects', 'fields']
        OR said ->> 'at' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' OR said ->> 'act' IS NULL
    THEN
        RAISE EXCEPTION 'this is no audit entry';
    END IF;
    SELECT * INTO STRICT head FROM record_audithead WHERE id = 1 FOR UPDATE;
    following := sha256(convert_to(
        (head.sequence + 1)::text || E'\n' || encode(head.hash, 'hex') || E'\n' || payload, 'UTF8'
    ));
    INSERT INTO record_auditentry (sequence, previous_hash, hash, payload, happened, act, actor, "case")
    VALUES (
        head.sequence + 1, head.hash, following, payload,
        (said ->> 'at')::timestamptz, said ->> 'act', (said ->> 'actor')::uuid, (said ->> 'case')::uuid
    );
    UPDATE record_audithead SET sequence = head.sequence + 1, hash = following WHERE id = 1;
    RETURN head.sequence + 1;
END
$$;
REVOKE ALL ON FUNCTION record_audit_append(text) FROM PUBLIC;
"""

FIRST_HEAD = "INSERT INTO record_audithead (id, sequence, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))"


class Migration(migrations.Migration):
    """Appending is a database function, so that no row of the chain is the application's to write."""

    dependencies: ClassVar = [("record", "0002_tables")]
    operations: ClassVar = [
        migrations.RunSQL(APPEND, "DROP FUNCTION record_audit_append(text)"),
        migrations.RunSQL(FIRST_HEAD, migrations.RunSQL.noop),
    ]
