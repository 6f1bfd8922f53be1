// @ts-check

/**
 * Whether somebody has worked on a node since a plan was made is told by fences, which grow with every takeover of a lane,
 * and not by clocks, which can be set back, nor by numbers, which do not say when.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plans', table => {
    table
      .integer('fence')
      .nullable()
      .comment('Fence of the lane when it was made last; NULL: made before this was noted');
  });
  await knex.schema.alterTable('deployments', table => {
    table
      .integer('entered_lane_fence')
      .nullable()
      .comment('Fence of the lane when it began to work on the deployment last');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('alter table deployments drop column entered_lane_fence');
  await knex.raw('alter table plans drop column fence');
};
