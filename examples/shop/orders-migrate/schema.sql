CREATE TABLE IF NOT EXISTS orders (
  id uuid PRIMARY KEY,
  placed_at timestamptz NOT NULL DEFAULT now(),
  customer text NOT NULL,
  total_cents bigint NOT NULL CHECK (total_cents >= 0)
);

CREATE TABLE IF NOT EXISTS shipments (
  order_id uuid PRIMARY KEY REFERENCES orders (id),
  label text,
  shipped_at timestamptz
);
